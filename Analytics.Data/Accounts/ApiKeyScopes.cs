namespace Analytics.Data.Accounts;

/// <summary>What a key is good for. <see cref="Admin"/> includes the others; <see cref="Write"/> alone may ship in a browser.</summary>
[Flags]
public enum ApiKeyScopes
{
    None = 0,

    /// <summary>Sends events, and nothing else.</summary>
    Write = 1,

    /// <summary>Asks.</summary>
    Read = 2,

    /// <summary>Tries again what was set aside or could not be read; writes and reads too.</summary>
    Admin = 4,
}
