using Ingest.Api.Requests;
using Ingest.Api.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ingest.Api.OpenApi;

/// <summary>
/// The API's description, written by hand and kept true by tests: each route is in it, and each answer that it names is what the
/// running API gives. Served as it stands.
/// </summary>
static class OpenApiDocument
{
    /// <summary>The document's bytes, UTF-8.</summary>
    public static byte[] Bytes { get; } = Read();

    /// <summary><c>/openapi/v1.json</c>.</summary>
    public static IEndpointRouteBuilder MapOpenApiDocument(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/openapi/v1.json", GetOrHead.Methods, FileContentHttpResult () => TypedResults.Bytes(Bytes, "application/json")).NeedsNoKey();
        return routes;
    }

    static byte[] Read()
    {
        using var stream = typeof(OpenApiDocument).Assembly.GetManifestResourceStream("openapi.json")
            ?? throw new InvalidOperationException("openapi.json is not embedded.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
