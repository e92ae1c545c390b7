using System.CommandLine;
using System.Globalization;

namespace Analytics.Load;

/// <summary>Some whole numbers on the command line, as <c>1,2,4</c>, each within bounds; its help says so.</summary>
static class NumbersOption
{
    const int CountLimit = 20;

    public static Option<int[]> Create(string name, string description, int[] normally, int least, int most)
    {
        var option = new Option<int[]>(name)
        {
            Description = $"{description} Several, with commas between; each {least} to {most}.",
            DefaultValueFactory = _ => normally,
            AllowMultipleArgumentsPerToken = false,
            Arity = System.CommandLine.ArgumentArity.ExactlyOne,
        };
        option.CustomParser = result =>
        {
            if (TryParse(result.Tokens[0].Value, least, most, out var numbers)) return numbers;
            result.AddError($"{name} must be at most {CountLimit} numbers from {least} to {most}, with commas between.");
            return [];
        };
        return option;
    }

    /// <summary>Reads such a list; false when it is none, and the numbers then are empty.</summary>
    public static bool TryParse(string text, int least, int most, out int[] numbers)
    {
        var read = new List<int>();
        foreach (var word in text.Split(','))
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < least || number > most || read.Count == CountLimit)
            {
                numbers = [];
                return false;
            }

            read.Add(number);
        }

        numbers = [.. read];
        return true;
    }
}
