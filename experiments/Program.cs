using CutAwareQnn.Experiments;

using var signals = new Signals();
return await Cli.RunAsync(args, Console.Out, Console.Error, signals.Token).ConfigureAwait(false);
