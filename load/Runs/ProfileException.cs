namespace Analytics.Load.Runs;

/// <summary>A profile cannot be run. The message is for the user.</summary>
sealed class ProfileException(string message, Exception? inner = null) : Exception(message, inner);
