using Analytics.Data.Accounts;
using Ingest.Api.Events;

namespace Ingest.Api.Security;

/// <summary>Whether a presented key counts for what is asked: by the guard, and by routes whose key stands in the body.</summary>
sealed class KeyCheck(KnownKeys keys)
{
    /// <summary>How long who could not be told is to wait: by then the keys may have been looked up.</summary>
    public const int RetryAfterSeconds = 2;

    /// <summary>The key, or why it does not count.</summary>
    public (ApiKey? Key, RejectionReason Refusal) Find(PresentedKey presented, ApiKeyScopes scope)
    {
        if (!ApiKeyText.TryParse(presented.Text, out var text)) return (null, RejectionReason.UnknownKey);
        return keys.Find(text, out var key) switch
        {
            KeyState.Known when !key!.May(scope) => (null, RejectionReason.WrongScope),
            KeyState.Known when presented.IsInAddress && key!.May(ApiKeyScopes.Read) => (null, RejectionReason.KeyInAddress),
            KeyState.Known => (key, RejectionReason.None),
            KeyState.Unknown => (null, RejectionReason.UnknownKey),
            _ => (null, RejectionReason.KeysAway),
        };
    }
}
