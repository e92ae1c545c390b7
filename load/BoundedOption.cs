using System.CommandLine;

namespace Analytics.Load;

/// <summary>A whole number on the command line, with a least, a most and a default; its help says so.</summary>
static class BoundedOption
{
    public static Option<int> Create(string name, string description, int normally, int least, int most)
    {
        var option = new Option<int>(name) { Description = $"{description} {least} to {most}.", DefaultValueFactory = _ => normally };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var value && (value < least || value > most))
                result.AddError($"{name} must be from {least} to {most}.");
        });
        return option;
    }
}
