using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace CutAwareQnn.Generators.Tests;

/// <summary>
/// The examples in the documentation of types, as a reader's own program: each compiles with the generator, runs, and writes what the
/// comments next to its <c>Console.WriteLine</c> say.
/// </summary>
public sealed partial class ExampleTests
{
    /// <summary>The types that a user meets first.</summary>
    private const int FewestExamples = 30;

    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Reactive.Linq;
        using System.Threading.Tasks;
        using CutAwareQnn.Circuits;
        using CutAwareQnn.Circuits.OpenQasm;
        using CutAwareQnn.Cutting;
        using CutAwareQnn.Estimation;
        using CutAwareQnn.Learning;
        using CutAwareQnn.Reconstruction;
        using CutAwareQnn.Runtime;
        using CutAwareQnn.Simulation;
        """;

    [Fact]
    public async Task Examples_WriteWhatTheySay()
    {
        Example[] examples = [.. new[] { "Core", "Runtime" }.SelectMany(Read)];
        Assert.True(examples.Length >= FewestExamples, $"{examples.Length} types have an example; give one to {FewestExamples} at least");
        string source = Usings + string.Concat(examples.Select((e, i) => $$"""

            internal static class Example{{i}}
            {
                public static async Task Run()
                {
            {{e.Statements}}
                    await Task.CompletedTask;
                }
            }

            {{e.Types}}
            """));
        GeneratorRun run = GeneratorRun.Of(source);
        string[] lines = source.Split('\n');
        Assert.Empty(run.Complaints.Where(d => d.Severity == DiagnosticSeverity.Error).Select(
            d => $"{d.GetMessage(CultureInfo.InvariantCulture)}: {lines[d.Location.GetLineSpan().StartLinePosition.Line]}"));
        Assembly program = run.Load();
        List<string> wrong = [];
        for (int i = 0; i < examples.Length; i++)
        {
            string output = await OutputOf(program.GetType($"Example{i}")!);
            if (output != examples[i].Output)
            {
                wrong.Add($"{examples[i].Name} writes\n{output}\nand not\n{examples[i].Output}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    private static IEnumerable<Example> Read(string room)
    {
        XDocument document = XDocument.Load(Path.Combine(AppContext.BaseDirectory, $"CutAwareQnn.{room}.xml"));
        return document.Descendants("member").Where(m => m.Attribute("name")!.Value[0] == 'T' && m.Element("example") is not null).Select(
            m => Example.Of(m.Attribute("name")!.Value, Unindented(m.Element("example")!.Element("code")!.Value)));
    }

    // The compiler indents what it copies from comments.
    private static string Unindented(string code)
    {
        string[] lines = code.Trim('\n', ' ').Split('\n');
        int indent = lines.Skip(1).Where(l => l.Trim().Length > 0).Select(l => l.Length - l.TrimStart().Length).DefaultIfEmpty(0).Min();
        return string.Join('\n', lines.Take(1).Concat(lines.Skip(1).Select(l => l.Length >= indent ? l[indent..] : l)));
    }

    private static async Task<string> OutputOf(Type example)
    {
        TextWriter console = Console.Out;
        CultureInfo culture = CultureInfo.CurrentCulture;
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        Console.SetOut(output);
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            await (Task)example.GetMethod("Run")!.Invoke(null, null)!;
        }
        finally
        {
            Console.SetOut(console);
            CultureInfo.CurrentCulture = culture;
        }

        return string.Join('\n', output.ToString().TrimEnd().Split('\n').Select(line => line.TrimEnd()));
    }

    [GeneratedRegex(@"(Console\.WriteLine\(.*\);)\s+// (?<said>.*)|^// (?<said>.*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Said();

    [GeneratedRegex(@"^\[|^internal ", RegexOptions.Multiline)]
    private static partial Regex FirstType();

    /// <summary>An example: statements, the types declared after them, and what it writes by its comments.</summary>
    private sealed record Example(string Name, string Statements, string Types, string Output)
    {
        // The output of a statement is the comment after it; further lines are comments of their own below.
        public static Example Of(string name, string code)
        {
            Match type = FirstType().Match(code);
            string statements = type.Success ? code[..type.Index] : code;
            string[] lines = [.. statements.Split('\n').SkipWhile(l => !l.StartsWith("Console.", StringComparison.Ordinal))];
            return new(
                name, statements, type.Success ? code[type.Index..] : "",
                string.Join('\n', lines.Select(l => Said().Match(l)).Where(m => m.Success).Select(m => m.Groups["said"].Value.TrimEnd())));
        }
    }
}
