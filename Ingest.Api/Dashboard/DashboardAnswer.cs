using Microsoft.Net.Http.Headers;

namespace Ingest.Api.Dashboard;

/// <summary>200 with a file in the smallest form that the client takes, or 304 when it has it already.</summary>
sealed class DashboardAnswer(DashboardFile file, string cacheControl) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        response.Headers.ETag = file.Tag;
        response.Headers.CacheControl = cacheControl;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (request.Headers.IfNoneMatch.ToString().Contains(file.Tag, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var content = file.Content;
        if (Form(request.GetTypedHeaders().AcceptEncoding) is var (encoding, packed))
        {
            response.Headers.ContentEncoding = encoding;
            content = packed;
        }

        response.ContentType = file.ContentType;
        response.ContentLength = content.Length;
        await response.Body.WriteAsync(content, httpContext.RequestAborted);
    }

    (string Encoding, byte[] Packed)? Form(IList<StringWithQualityHeaderValue> taken)
    {
        if (file.Brotli is { } brotli && IsTaken("br")) return ("br", brotli);
        if (file.Gzip is { } gzip && IsTaken("gzip")) return ("gzip", gzip);
        return null;

        bool IsTaken(string encoding) => taken.Any(one => one.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && one.Quality is null or > 0);
    }
}
