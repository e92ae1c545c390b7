using BenchmarkDotNet.Loggers;

namespace Analytics.Load.Edge;

/// <summary>Passes on what BenchmarkDotNet says of errors, and a dot for each benchmark that it begins; the rest would fill a screen a part.</summary>
sealed class PartProgress : ILogger
{
    public string Id => nameof(PartProgress);

    public int Priority => 0;

    public void Write(LogKind logKind, string text)
    {
        if (IsError(logKind, text)) Console.Error.Write(text);
        else if (text.StartsWith("// Benchmark:", StringComparison.Ordinal)) Console.Error.Write('.');
    }

    public void WriteLine()
    {
    }

    public void WriteLine(LogKind logKind, string text)
    {
        Write(logKind, text);
        if (IsError(logKind, text)) Console.Error.WriteLine();
    }

    // Behind slashes it says what it would rather have, such as a file to export to.
    static bool IsError(LogKind kind, string text) => kind == LogKind.Error && !text.StartsWith("//", StringComparison.Ordinal);

    public void Flush() => Console.Error.Flush();
}
