using System.CommandLine;
using CutAwareQnn.Circuits;
using CutAwareQnn.Reconstruction;

namespace CutAwareQnn.Experiments;

/// <summary><c>--function</c>: a function of the bits whose mean is wanted.</summary>
internal sealed class FunctionOption
{
    private readonly Option<string?> _function = new("--function")
    {
        Description = "Also the mean of a function of the bits, such as 'b0 ^ b1' or '1 - 2*b3'; operators ! - * + & ^ | and brackets.",
    };

    public void AddTo(Command command) => command.Add(_function);

    /// <summary>Reads the function; null where none is given.</summary>
    /// <exception cref="InputException">A bit of it is not among the qubits.</exception>
    public BitExpression? Read(ParseResult parsed, int[] qubits)
    {
        if (parsed.GetValue(_function) is not { } text)
        {
            return null;
        }

        var function = BitExpression.Parse(text);
        return function.Qubits.Where(q => Array.BinarySearch(qubits, q) < 0).Cast<int?>().FirstOrDefault() is { } missing
            ? throw new InputException(
                $"--function '{text}' has b{missing}, but qubit {missing} is not among the {Counted.Of(qubits.Length, "qubit")}; use their "
                + "bits")
            : function;
    }
}
