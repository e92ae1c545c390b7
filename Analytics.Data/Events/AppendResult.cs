namespace Analytics.Data.Events;

/// <summary>What became of the rows of one append: <c>Received = Inserted + Duplicates + SetAside</c>.</summary>
/// <param name="Received">Rows of messages that were new.</param>
/// <param name="Inserted">Of those, rows that are stored now and were not before.</param>
/// <param name="SetAside">Of those, rows that PostgreSQL refused.</param>
/// <param name="Redelivered">Rows of messages that were stored before; they count nowhere.</param>
public readonly record struct AppendResult(int Received, int Inserted, int SetAside = 0, int Redelivered = 0)
{
    /// <summary>Rows whose key was stored already, or stood twice in the batch.</summary>
    public int Duplicates => Received - Inserted - SetAside;
}
