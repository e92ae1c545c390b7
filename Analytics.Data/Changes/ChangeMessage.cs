using System.Text;

namespace Analytics.Data.Changes;

/// <summary>
/// What goes over <see cref="Channel"/>: a letter for the kind, then ids with U+0000 between them, which no id holds. What cannot be
/// read, as another release may write it, is taken for <see cref="Many"/>: a question too much harms nobody.
/// </summary>
public static class ChangeMessage
{
    /// <summary>The one channel; the number is raised with the meaning of a message.</summary>
    public const string Channel = "analytics:changes:1";

    /// <summary>Most accounts that a message names.</summary>
    public const int AccountLimit = 500;

    const byte AccountsKind = (byte)'a';
    const byte ManyKind = (byte)'m';
    const byte EchoKind = (byte)'e';
    const byte Separator = 0;

    /// <summary>More accounts changed than a message names, or nobody knows which.</summary>
    public static byte[] Many { get; } = [ManyKind];

    /// <summary>Nothing changed: whoever hears it knows that messages arrive.</summary>
    public static byte[] Echo { get; } = [EchoKind];

    /// <summary>These accounts changed; ids in UTF-8, at least one.</summary>
    public static byte[] Of(IReadOnlyCollection<ReadOnlyMemory<byte>> accounts)
    {
        if (accounts.Count > AccountLimit) return Many;
        var message = new byte[accounts.Sum(account => account.Length + 1)];
        var at = 0;
        foreach (var account in accounts)
        {
            message[at] = at == 0 ? AccountsKind : Separator;
            at++;
            account.CopyTo(message.AsMemory(at));
            at += account.Length;
        }

        return message;
    }

    /// <summary>The accounts that changed; null is any account there is.</summary>
    public static IReadOnlyList<string>? AccountsOf(byte[] message) => message switch
    {
        [EchoKind] => [],
        [AccountsKind, _, ..] => Encoding.UTF8.GetString(message, 1, message.Length - 1).Split('\0'),
        _ => null,
    };
}
