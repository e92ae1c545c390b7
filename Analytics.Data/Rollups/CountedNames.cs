namespace Analytics.Data.Rollups;

/// <summary>Which counts a reader wants: what is not wanted is neither unpacked nor sent.</summary>
[Flags]
enum CountedNames
{
    None = 0,
    Types = 1,
    Users = 2,
    Paths = 4,
    All = Types | Users | Paths,
}
