namespace Analytics.Load;

/// <summary>The input is wrong: <see cref="ExitCode.BadInput"/>. The message is for the user.</summary>
sealed class BadInputException(string message) : Exception(message);
