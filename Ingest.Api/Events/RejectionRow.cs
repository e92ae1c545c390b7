namespace Ingest.Api.Events;

/// <summary>What one <see cref="RejectionReason"/> says on the wire. In the message, <c>{field}</c> stands for the field's name.</summary>
/// <param name="Code">Stable, snake case, for programs.</param>
/// <param name="Status">The HTTP status when a whole request is refused for it.</param>
/// <param name="Message">For people.</param>
sealed record RejectionRow(string Code, int Status, string Message);
