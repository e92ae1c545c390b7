namespace NBomber.Contracts;

/// <summary>How one request ended. The type parameter is the payload's, which this engine has no use for; it makes the name the package's.</summary>
sealed record Response<T>(string StatusCode, bool IsError, long SizeBytes, string Message) : IResponse;
