namespace Analytics.Data.Events;

/// <summary>How rows get into the table. Each way takes what the one before cannot, and costs more.</summary>
enum AppendWay
{
    /// <summary>COPY straight into the table; one known key fails all of it.</summary>
    Copy,

    /// <summary>COPY into staging, and from there what is new; one row that PostgreSQL refuses fails all of it.</summary>
    Merge,

    /// <summary>Merging halves, and halves of those that fail, until each refused row is alone.</summary>
    Isolate,
}
