using Analytics.Data.Accounts;

namespace Ingest.Worker.Keys;

/// <summary>A key that is wanted. For all accounts only when that was said: a forgotten option must not open everything.</summary>
sealed record NewKey(string Name, ApiKeyScopes Scopes, string? AccountId)
{
    const int NameLengthLimit = 100;

    /// <summary>From <c>NAME --scope S[,S] (--account ID | --all-accounts)</c>, the options in any order; null when it is not that.</summary>
    public static NewKey? Parse(ReadOnlySpan<string> arguments)
    {
        string? name = null, account = null;
        ApiKeyScopes? scopes = null;
        var all = false;
        for (var i = 0; i < arguments.Length; i++)
        {
            switch (arguments[i])
            {
                case "--scope" when i + 1 < arguments.Length && scopes is null: scopes = ApiKeyScopeNames.Parse(arguments[++i].Split(',')); break;
                case "--account" when i + 1 < arguments.Length && account is null: account = arguments[++i]; break;
                case "--all-accounts": all = true; break;
                case ['-', ..]: return null;
                default:
                    if (name is not null) return null;
                    name = arguments[i];
                    break;
            }
        }

        if (name is not { Length: > 0 and <= NameLengthLimit } || scopes is not { } given || all == account is not null) return null;
        return account is not null && Analytics.Contracts.AccountId.FaultOf(account) is not null ? null : new NewKey(name, given, account);
    }
}
