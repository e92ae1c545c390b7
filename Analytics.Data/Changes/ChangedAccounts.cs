using Analytics.Data.Events;
using Analytics.Data.Names;

namespace Analytics.Data.Changes;

/// <summary>
/// The accounts whose counts changed since anyone was told, each once, at most <see cref="ChangeMessage.AccountLimit"/>; with more it
/// only knows that there are many. Written by the threads that commit: it is a look at each row, and never waits for Redis.
/// </summary>
public sealed class ChangedAccounts
{
    readonly Lock gate = new();
    readonly HashSet<ReadOnlyMemory<byte>> ids = new(Utf8Comparer.Instance);
    bool many;

    /// <summary>Notes the accounts of rows.</summary>
    public void Note(IReadOnlyList<EventRow> rows)
    {
        lock (gate)
        {
            var last = ReadOnlyMemory<byte>.Empty;
            for (var i = 0; i < rows.Count && !many; i++)
            {
                // Rows of one account mostly stand together.
                if (rows[i].AccountId.Span.SequenceEqual(last.Span)) continue;
                last = rows[i].AccountId;
                Add(last);
            }
        }
    }

    /// <summary>Notes one account, in UTF-8.</summary>
    public void Note(ReadOnlyMemory<byte> account)
    {
        lock (gate) Add(account);
    }

    /// <summary>Notes that any account may have changed.</summary>
    public void NoteMany()
    {
        lock (gate)
        {
            many = true;
            ids.Clear();
        }
    }

    /// <summary>What to tell, and forgets it; null when nothing changed.</summary>
    public byte[]? Take()
    {
        lock (gate)
        {
            if (!many && ids.Count == 0) return null;
            var message = many ? ChangeMessage.Many : ChangeMessage.Of(ids);
            ids.Clear();
            many = false;
            return message;
        }
    }

    void Add(ReadOnlyMemory<byte> account)
    {
        if (many || ids.Contains(account)) return;
        if (ids.Count == ChangeMessage.AccountLimit) NoteMany();
        else ids.Add(account.ToArray()); // a copy: the row's bytes are part of a whole frame
    }
}
