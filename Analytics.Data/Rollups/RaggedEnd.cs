using System.Buffers.Binary;
using Npgsql;

namespace Analytics.Data.Rollups;

/// <summary>
/// What the raw rows of a ragged end come to. Names and counts arrive as PostgreSQL's own binary arrays
/// (<c>array_send</c>): five numbers of 32 bits, then each element behind its length.
/// </summary>
sealed class RaggedEnd
{
    const int ArrayHeaderBytes = 20;

    readonly Dictionary<string, (byte[] Names, byte[] Counts)> kinds = [];
    long events;

    RaggedEnd(NumberedPart part) => (Range, Sign) = (part.Range, part.Part.Sign);

    public int Range { get; }

    int Sign { get; }

    /// <summary>Reads the results of the ragged parts, which stand first, and leaves the reader at the result behind them.</summary>
    public static async Task<List<RaggedEnd>> ReadAsync(NpgsqlDataReader rows, List<NumberedPart> parts, CancellationToken cancellation)
    {
        var ends = new List<RaggedEnd>();
        foreach (var part in parts.Where(one => one.Part.Grain is null))
        {
            var end = new RaggedEnd(part);
            while (await rows.ReadAsync(cancellation))
            {
                if (rows.GetString(0) == "events") end.events = BinaryPrimitives.ReadInt64BigEndian(rows.GetFieldValue<byte[]>(2));
                else if (!rows.IsDBNull(1)) end.kinds[rows.GetString(0)] = (rows.GetFieldValue<byte[]>(1), rows.GetFieldValue<byte[]>(2));
            }

            ends.Add(end);
            await rows.NextResultAsync(cancellation);
        }

        return ends;
    }

    public void AddTo(RollupChunk sums)
    {
        sums.Add(Sign, events);
        Add("types", sums.Types);
        Add("users", sums.Users);
        Add("paths", sums.Paths);

        void Add(string kind, CountTable table)
        {
            if (!kinds.TryGetValue(kind, out var found)) return;
            var names = found.Names.AsSpan(ArrayHeaderBytes);
            var counts = found.Counts.AsSpan(ArrayHeaderBytes);
            while (!names.IsEmpty) table.Add(Take(ref names), Sign * BinaryPrimitives.ReadInt64BigEndian(Take(ref counts)));
        }
    }

    static ReadOnlySpan<byte> Take(ref Span<byte> array)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(array);
        var element = array.Slice(4, length);
        array = array[(4 + length)..];
        return element;
    }
}
