namespace Analytics.Data.Events;

/// <summary>What became of the rows of one append: <c>Received = Inserted + Duplicates + SetAside</c>.</summary>
public readonly record struct AppendResult(int Received, int Inserted, int SetAside = 0)
{
    /// <summary>Rows whose key was stored already, or stood twice in the batch.</summary>
    public int Duplicates => Received - Inserted - SetAside;

    public static AppendResult operator +(AppendResult one, AppendResult other) => one.Add(other);

    public AppendResult Add(AppendResult other) => new(Received + other.Received, Inserted + other.Inserted, SetAside + other.SetAside);
}
