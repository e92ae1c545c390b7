namespace Analytics.Load.Bench;

/// <summary>
/// What calls of <c>Track</c> cost, in nanoseconds and bytes a call. Processor time, of all threads and the garbage collector, and the
/// median of single calls do not grow when other programs want the processor too; the slowest of a hundred calls does.
/// </summary>
sealed record ClientCost(int Entries, int Threads, double Processor, double Median, double P99, double Bytes);
