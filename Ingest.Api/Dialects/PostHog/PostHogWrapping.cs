using System.Buffers.Text;
using System.Buffers;

namespace Ingest.Api.Dialects.PostHog;

/// <summary>The form that PostHog's clients send where a browser would ask about any other type: <c>data=</c> and the JSON in base64.</summary>
static class PostHogWrapping
{
    static ReadOnlySpan<byte> Name => "data="u8;

    /// <summary>Whether a body is such a form; no JSON begins so.</summary>
    public static bool IsForm(ReadOnlySpan<byte> body) => body.StartsWith(Name) || body.IndexOf("&data="u8) > 0 && body.IndexOfAny((byte)'{', (byte)'[') < 0;

    /// <summary>The JSON within, or null when it is no base64. The base64 may be percent-encoded, and its plus may have become a space.</summary>
    public static byte[]? Inside(ReadOnlySpan<byte> form)
    {
        if (!form.StartsWith(Name)) form = form[(form.IndexOf("&data="u8) + 1)..];
        form = form[Name.Length..];
        var end = form.IndexOf((byte)'&');
        if (end >= 0) form = form[..end];
        var base64 = new byte[form.Length];
        var count = 0;
        for (var at = 0; at < form.Length; at++)
        {
            var next = form[at];
            if (next == (byte)'%')
            {
                if (at + 2 >= form.Length || !Utf8Parser.TryParse(form.Slice(at + 1, 2), out next, out var read, 'X') || read != 2) return null;
                at += 2;
            }

            base64[count++] = next == (byte)' ' ? (byte)'+' : next;
        }

        return Base64.DecodeFromUtf8InPlace(base64.AsSpan(0, count), out var length) == OperationStatus.Done ? base64[..length] : null;
    }
}
