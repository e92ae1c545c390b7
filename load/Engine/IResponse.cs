namespace NBomber.Contracts;

/// <summary>How one request ended.</summary>
interface IResponse
{
    string StatusCode { get; }

    bool IsError { get; }

    long SizeBytes { get; }

    string Message { get; }
}
