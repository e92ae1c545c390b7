using Analytics.Data.Selections;

namespace Analytics.Load.Edge.Parts;

/// <summary>The key under which an answer is kept, against putting the finished words together.</summary>
sealed class CacheKeyPart : Part
{
    readonly EventSelection _question = EventSelection.Over("acc_123", TimeWindow.Named("last_7d")!) with
    {
        Filter = new EventFilter { Type = "page_view", Path = "/products/17" },
    };

    readonly string _key;
    readonly string[] _words;

    public CacheKeyPart()
    {
        _key = SelectionKey.Of("summary", _question);
        _words = [.. _key.Split('&').Select((word, i) => i == 0 ? word : $"&{word}")];
    }

    public override string LimitName => "string.Concat of the encoded words";

    public override int Expected => _key.Length;

    public override int Limit() => string.Concat(_words).Length;

    public override int Ours() => SelectionKey.Of("summary", _question).Length;
}
