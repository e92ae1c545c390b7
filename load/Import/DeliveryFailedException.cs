namespace Analytics.Load.Import;

/// <summary>A batch will not be delivered, however often it is sent. The message is for the user.</summary>
sealed class DeliveryFailedException(string message, Exception? inner = null) : Exception(message, inner);
