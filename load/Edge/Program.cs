using Analytics.Load.Edge;

// ./dev bench edge builds and runs this. It is no part of the load tool, which knows the API and the workers by their addresses only.
return await EdgeCommand.Create().Parse(args).InvokeAsync();
