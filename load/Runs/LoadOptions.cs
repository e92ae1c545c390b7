namespace Analytics.Load.Runs;

/// <summary>What the command line says.</summary>
/// <param name="Profile">With the overrides applied.</param>
/// <param name="Url">Where the API listens.</param>
/// <param name="Key">The key to send, where the API asks for one.</param>
sealed record LoadOptions(LoadProfile Profile, Uri Url, string? Key);
