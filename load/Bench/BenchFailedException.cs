namespace Analytics.Load.Bench;

/// <summary>A measurement could not be finished. The message is for the user.</summary>
sealed class BenchFailedException(string message, Exception? inner = null) : Exception(message, inner);
