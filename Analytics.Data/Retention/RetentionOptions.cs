using System.ComponentModel.DataAnnotations;

namespace Analytics.Data.Retention;

/// <summary>
/// Knobs of retention; section <c>Retention</c>. Rollups outlive raw rows by <see cref="RollupMonths"/> − <see cref="Months"/> months;
/// in that time summaries by whole hours stay exact, while lists, exports, filters and the ragged ends of a range find nothing.
/// </summary>
public sealed class RetentionOptions : IValidatableObject
{
    /// <summary>How many whole months events are kept, beside the running one. Not set, the default: for ever.</summary>
    [Range(1, 1_200)]
    public int? Months { get; set; }

    /// <summary>How many whole months rollups are kept, beside the running one; at least <see cref="Months"/>, and as many by default.</summary>
    [Range(1, 1_200)]
    public int? RollupMonths { get; set; }

    /// <summary>How often each worker looks whether something is too old. Default 1 h; the first look is a minute after its start.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(1);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (RollupMonths is { } rollups && !(rollups >= Months))
            yield return new("Retention:RollupMonths must not be less than Retention:Months: without rollups a summary would miss events that are there.", [nameof(RollupMonths)]);
    }
}
