namespace Analytics.Load.Runs;

/// <summary>A run could not be made or finished. The message is for the user.</summary>
sealed class LoadFailedException(string message, Exception? inner = null) : Exception(message, inner);
