namespace Analytics.Client.Sending;

/// <summary>One event that the server refused.</summary>
/// <param name="Index">Which of the request, from 0.</param>
/// <param name="Code">Why, for programs.</param>
/// <param name="Field">The field at fault, if it is one.</param>
sealed record RejectedEvent(int Index, string? Code, string? Field);
