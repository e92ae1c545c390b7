namespace Analytics.Data.Events;

/// <summary>What became of the rows of one append: <c>Received = Inserted + Duplicates</c>.</summary>
public readonly record struct AppendResult(int Received, int Inserted)
{
    /// <summary>Rows whose key was stored already, or stood twice in the batch.</summary>
    public int Duplicates => Received - Inserted;
}
