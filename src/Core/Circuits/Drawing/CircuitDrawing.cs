using System.Text;

namespace CutAwareQnn.Circuits;

/// <summary>Draws circuits as text in box-drawing characters.</summary>
/// <example>
/// <code>
/// Circuit circuit = new CircuitBuilder(2).Add(Gates.H, 0).Add(Gates.CX, 0, 1).Build();
/// Console.WriteLine(CircuitDrawing.Draw(circuit).TrimEnd());
/// //      ┌───┐
/// // q0: ─┤ H ├─●─
/// //      └───┘ │
/// // q1: ───────⊕─
/// </code>
/// </example>
public static class CircuitDrawing
{
    /// <summary>Draws a circuit.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="options">What to show; null for <see cref="DrawingOptions.Default"/>.</param>
    /// <returns>
    /// Lines of equal length, at most <see cref="DrawingOptions.Width"/> characters, separated by <c>\n</c>. Qubit 0 is on top, the
    /// classical bits are one double line below. A circuit that is too long is folded: <c>»</c> goes on at <c>«</c> below.
    /// </returns>
    /// <exception cref="CircuitException">
    /// The width is too small, a mark or the fragments do not fit the circuit, or the drawing would be larger than 20 million characters.
    /// </exception>
    /// <remarks>Numbers are shortened; the drawing is for reading, not for reading back.</remarks>
    public static string Draw(Circuit circuit, DrawingOptions? options = null)
    {
        CircuitLayout layout = CircuitLayout.Of(circuit, options ?? DrawingOptions.Default);
        int width = layout.Margin + layout.Pages.Max(p => p.Width);
        var text = new StringBuilder();
        for (int page = 0; page < layout.Pages.Count; page++)
        {
            if (page > 0)
            {
                text.Append(' ', width).Append('\n');
            }

            new TextPage(layout, layout.Pages[page], page == 0, page == layout.Pages.Count - 1).AppendTo(text, width);
        }

        return text.ToString(0, text.Length - 1);
    }

    /// <summary>Returns the drawing; the instructions, one per line, of a circuit that is too large to draw.</summary>
    internal static string Describe(Circuit circuit)
    {
        try
        {
            return Draw(circuit);
        }
        catch (CircuitException)
        {
            return string.Join("\n", circuit.Instructions);
        }
    }
}
