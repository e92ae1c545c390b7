namespace Analytics.Data.Answers;

/// <summary>A question about raw rows was given up: it asks for more of them than can be read in time, now.</summary>
public sealed class TooCostlyException(string message, Exception inner) : TimeoutException(message, inner);
