namespace Ingest.Api.Security;

/// <summary>Who is let in.</summary>
public enum SecurityMode
{
    /// <summary>Who has a key, as far as the key goes.</summary>
    Keys,

    /// <summary>Everybody who reaches the port: for a machine of one's own.</summary>
    Open,
}
