using Ingest.Api.Events;

namespace Ingest.Api.Dialects.Pixel;

/// <summary>One transparent point, whatever became of the event: a page must not show a broken image because we do not take it.</summary>
/// <param name="ignored">Why there is no event, as the header <c>X-Ignored</c> says; null when it is on disk.</param>
sealed class PixelImage(string? ignored = null) : IResult
{
    /// <summary>Codes are those of <see cref="Rejections"/>, with the field at fault after a colon where there is one.</summary>
    public const string Header = "X-Ignored";

    /// <summary>GIF89a, 1 × 1, transparent.</summary>
    static readonly byte[] Bytes = Convert.FromHexString("47494638396101000100800000000000000000" + "21F90401000000002C00000000010001000002024401003B");

    public static PixelImage Without(RejectionReason reason) => new(Rejections.Row(reason).Code);

    public static PixelImage Without(Rejection rejection) => new(rejection.Field is null ? rejection.Code : $"{rejection.Code}:{rejection.Field}");

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, headers) = (httpContext.Response, httpContext.Response.Headers);
        if (ignored is not null) headers[Header] = ignored;
        headers.CacheControl = "no-store";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "image/gif";
        response.ContentLength = Bytes.Length;
        await response.Body.WriteAsync(Bytes, CancellationToken.None);
    }
}
