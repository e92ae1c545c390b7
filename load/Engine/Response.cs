using NBomber.Contracts;

namespace NBomber.CSharp;

/// <summary>Makes the answers that a scenario's function returns.</summary>
static class Response
{
    public static Response<object> Ok(string statusCode = "", long sizeBytes = 0, string message = "") => new(statusCode, false, sizeBytes, message);

    public static Response<object> Fail(string statusCode = "", string message = "", long sizeBytes = 0) => new(statusCode, true, sizeBytes, message);
}
