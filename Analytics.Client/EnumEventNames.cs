using System.Collections.Frozen;
using System.Text.Json;

namespace Analytics.Client;

/// <summary>The names of an enum's members, in snake case: <c>OrderPlaced</c> is <c>order_placed</c>.</summary>
static class EnumEventNames<TEvent>
    where TEvent : struct, Enum
{
    static readonly FrozenDictionary<TEvent, EventName> Names = Enum.GetValues<TEvent>().Distinct()
        .ToFrozenDictionary(member => member, member => new EventName(JsonNamingPolicy.SnakeCaseLower.ConvertName(member.ToString())));

    /// <summary>The member's name; <c>default</c>, which no tracker takes, for a value that is no member.</summary>
    public static EventName Of(TEvent member) => Names.GetValueOrDefault(member);
}
