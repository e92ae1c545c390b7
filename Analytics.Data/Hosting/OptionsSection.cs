using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Analytics.Data.Hosting;

/// <summary>A section of the settings that is all a program's own.</summary>
public static class OptionsSection
{
    /// <summary>
    /// Binds it to its knobs and looks at it when the program starts, which a value out of range ends, and a name that nobody knows:
    /// a limit that is misspelled would silently be none.
    /// </summary>
    public static OptionsBuilder<TOptions> AddSection<TOptions>(this IServiceCollection services, string name)
        where TOptions : class => services.AddOptions<TOptions>()
            .BindConfiguration(name, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations()
            .ValidateOnStart();
}
