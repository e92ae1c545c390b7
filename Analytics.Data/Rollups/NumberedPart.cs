namespace Analytics.Data.Rollups;

/// <summary>A part, and the number of the range it belongs to.</summary>
readonly record struct NumberedPart(int Range, RangePart Part);
