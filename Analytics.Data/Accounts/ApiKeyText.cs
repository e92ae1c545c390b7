using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Analytics.Data.Accounts;

/// <summary>
/// A key as its holder has it: <c>ak_&lt;prefix&gt;_&lt;secret&gt;</c>, letters and digits only, so that it needs no escaping anywhere. The
/// prefix (12 characters) is no secret and names the key in lists and logs; the secret (32 characters, 190 random bits) is shown
/// once, and kept nowhere but as its hash.
/// </summary>
public readonly record struct ApiKeyText(string Prefix, string Secret)
{
    public const int PrefixLength = 12;
    public const int SecretLength = 32;

    const string Mark = "ak_";
    const int Length = 3 + PrefixLength + 1 + SecretLength;
    const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    static readonly SearchValues<char> Allowed = SearchValues.Create(Alphabet);

    public static ApiKeyText New() => new(RandomNumberGenerator.GetString(Alphabet, PrefixLength), RandomNumberGenerator.GetString(Alphabet, SecretLength));

    /// <summary>Splits a key; false when it is none, whatever it is then.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ApiKeyText key)
    {
        key = default;
        if (text.Length != Length || !text.StartsWith(Mark, StringComparison.Ordinal) || text[Mark.Length + PrefixLength] != '_') return false;
        var prefix = text.Slice(Mark.Length, PrefixLength);
        var secret = text[^SecretLength..];
        if (prefix.ContainsAnyExcept(Allowed) || secret.ContainsAnyExcept(Allowed)) return false;
        key = new ApiKeyText(prefix.ToString(), secret.ToString());
        return true;
    }

    /// <summary>What is kept of the secret.</summary>
    public byte[] SecretHash() => SHA256.HashData(Encoding.ASCII.GetBytes(Secret));

    /// <summary>The whole key, to be shown once. Not ToString: what is logged by accident must not hold it.</summary>
    public string Reveal() => $"{Mark}{Prefix}_{Secret}";

    public override string ToString() => $"{Mark}{Prefix}_…";
}
