namespace Analytics.Client.Buffering;

/// <summary>One event as it waits. A value, so that waiting costs no allocation of its own; the metadata is JSON already.</summary>
readonly record struct TrackedEvent(Guid Id, DateTime At, string Account, string User, string Type, string? Path, byte[]? Metadata)
{
    /// <summary>Names, punctuation, id and time of a line.</summary>
    const int FixedBytes = 140;

    /// <summary>About as many bytes as its line will have: right for ASCII without escapes.</summary>
    public int Bytes => FixedBytes + Account.Length + User.Length + Type.Length + (Path?.Length ?? 0) + (Metadata?.Length ?? 0);
}
