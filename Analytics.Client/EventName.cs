namespace Analytics.Client;

/// <summary>
/// The name of a kind of event, such as <c>order_placed</c>. Texts do not turn into one by themselves: an application lists its names
/// once, as constants, and a typo elsewhere does not compile.
/// </summary>
/// <example><code>static class ShopEvents { public static readonly EventName OrderPlaced = new("order_placed"); }</code></example>
public readonly record struct EventName
{
    /// <summary>Longest name, in Unicode characters; the server takes no more.</summary>
    public const int LengthLimit = 200;

    readonly string? text;

    /// <summary>Names a kind of event.</summary>
    /// <param name="text">1 to 200 characters.</param>
    /// <exception cref="ArgumentException">It is empty or longer.</exception>
    public EventName(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        if (text.EnumerateRunes().Count() > LengthLimit) throw new ArgumentException($"A name has at most {LengthLimit} characters.", nameof(text));
        this.text = text;
    }

    /// <summary>The name, as it is sent; empty for <c>default</c>, which no tracker takes.</summary>
    public override string ToString() => text ?? "";
}
