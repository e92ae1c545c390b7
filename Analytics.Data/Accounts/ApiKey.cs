using System.Security.Cryptography;
using System.Text;

namespace Analytics.Data.Accounts;

/// <summary>A key that counts: what it is good for, and for which account (null: for all).</summary>
public sealed class ApiKey(string prefix, byte[] secretHash, ApiKeyScopes scopes, string? accountId)
{
    public string Prefix => prefix;

    public string? AccountId => accountId;

    /// <summary>The account's bytes, to be compared with what events say; empty when the key is for all.</summary>
    public ReadOnlyMemory<byte> AccountUtf8 { get; } = Encoding.UTF8.GetBytes(accountId ?? "");

    public bool May(ApiKeyScopes scope) => (scopes & (scope | ApiKeyScopes.Admin)) != 0;

    /// <summary>Whether the presented secret is this key's, in a time that says nothing about either.</summary>
    public bool IsOpenedBy(ApiKeyText presented) => CryptographicOperations.FixedTimeEquals(presented.SecretHash(), secretHash);
}
