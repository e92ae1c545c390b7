namespace Analytics.Data.Rollups;

/// <summary>A chunk as it is written to a table: three <see cref="CountList"/>s, and how many names they hold in all.</summary>
sealed record PackedChunk(long Events, int Names, byte[] Types, byte[] Users, byte[] Paths)
{
    public static PackedChunk Of(RollupChunk chunk) => new(chunk.Events, chunk.Names, chunk.Types.ToList(), chunk.Users.ToList(), chunk.Paths.ToList());
}
