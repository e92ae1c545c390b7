using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ingest.Api.Events;

/// <summary>Writes an answer in one piece with its length, which is cheaper for both sides than chunks.</summary>
static class JsonAnswer
{
    public static Task WriteAsync<T>(HttpContext http, int status, string contentType, T answer, JsonTypeInfo<T> shape)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(answer, shape);
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        http.Response.ContentLength = json.Length;

        // No token: to a client that has left, the server writes nothing; with a token it would throw.
        return http.Response.Body.WriteAsync(json).AsTask();
    }
}
