namespace Analytics.Client.Buffering;

/// <summary>Ends the writing of metadata that has grown beyond the limit: it may have no end.</summary>
sealed class MetadataTooLargeException : Exception;
