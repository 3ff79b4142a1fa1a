using CutAwareQnn.Circuits.Generators.Reading;

namespace CutAwareQnn.Circuits.Generators.Printing;

/// <summary>Prints the namespace and the types that a generated file continues.</summary>
internal static class TypePrinter
{
    /// <summary>Returns the class's name as code writes it.</summary>
    public static string Name(Declaration declaration) => Own(declaration).Split(' ').Last();

    /// <summary>Opens the namespace and the types.</summary>
    /// <param name="code">Receives the text.</param>
    /// <param name="declaration">What was declared.</param>
    /// <param name="remarks">Sentences for the documentation of the class.</param>
    /// <param name="bases">What follows its name.</param>
    public static void Open(CodeWriter code, Declaration declaration, IReadOnlyList<string> remarks, string bases)
    {
        if (declaration.Namespace.Length > 0)
        {
            code.Open($"namespace {declaration.Namespace}");
        }

        foreach (string type in declaration.Types.Take(declaration.Types.Count - 1))
        {
            code.Open(type);
        }

        if (remarks.Count > 0)
        {
            code.Line("/// <remarks>");
            foreach (string line in remarks)
            {
                code.Line("/// " + line);
            }

            code.Line("/// </remarks>");
        }

        code.Open(Own(declaration) + bases);
    }

    /// <summary>Closes what <see cref="Open"/> opened.</summary>
    public static void Close(CodeWriter code, Declaration declaration)
    {
        for (int i = 0; i < declaration.Types.Count + (declaration.Namespace.Length > 0 ? 1 : 0); i++)
        {
            code.Close();
        }
    }

    private static string Own(Declaration declaration) => declaration.Types[declaration.Types.Count - 1];
}
