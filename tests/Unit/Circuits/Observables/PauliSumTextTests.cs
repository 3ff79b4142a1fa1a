using CutAwareQnn.Circuits;
using CutAwareQnn.Reference;
using Xunit;

namespace CutAwareQnn.Unit.Circuits.Observables;

/// <summary>Pauli sums as text.</summary>
public sealed class PauliSumTextTests
{
    [Theory]
    [InlineData("ZZ", "ZZ")]
    [InlineData("0.5*ZZ - 1.25*XI + IZ", "0.5*ZZ - 1.25*XI + IZ")]
    [InlineData("0.5*(ZZ + XX)", "0.5*ZZ + 0.5*XX")]
    [InlineData("0.5(ZZ + XX)", "0.5*ZZ + 0.5*XX")]
    [InlineData("(ZZ + XX)*0.5", "0.5*ZZ + 0.5*XX")]
    [InlineData("(ZZ + XX)/2", "0.5*ZZ + 0.5*XX")]
    [InlineData("[ZZ + XX]/2", "0.5*ZZ + 0.5*XX")]
    [InlineData("-(ZZ - XX)", "-ZZ + XX")]
    [InlineData("1/2*ZZ", "0.5*ZZ")]
    [InlineData("ZZ/4 - XX/8", "0.25*ZZ - 0.125*XX")]
    [InlineData("ZZ*0.5", "0.5*ZZ")]
    [InlineData("2ZZ", "2*ZZ")]
    [InlineData("2 ZZ", "2*ZZ")]
    [InlineData("2 * 3 * ZZ * 4", "24*ZZ")]
    [InlineData("-1*ZZ - -2*XX", "-ZZ + 2*XX")]
    [InlineData("--ZZ", "ZZ")]
    [InlineData("+ZZ", "ZZ")]
    [InlineData("-2*ZZ", "-2*ZZ")]
    [InlineData("2*-ZZ", "-2*ZZ")]
    [InlineData("ZZ + 3", "ZZ + 3*II")]
    [InlineData("3 - ZZ", "3*II - ZZ")]
    [InlineData("1e-3*ZZ", "0.001*ZZ")]
    [InlineData("1E+2ZZ", "100*ZZ")]
    [InlineData(".5*ZZ", "0.5*ZZ")]
    [InlineData("5.*ZZ", "5*ZZ")]
    [InlineData("  ZZ  +  XX  ", "ZZ + XX")]
    [InlineData("ZZ+ZZ", "2*ZZ")]
    [InlineData("ZZ @ XX", "-YY")]
    [InlineData("IZ*ZI", "ZZ")]
    [InlineData("(ZI + IZ)*(ZI - IZ) + XX", "XX")]
    [InlineData("pi/4*ZZ", "0.7853981633974483*ZZ")]
    [InlineData("(((ZZ)))", "ZZ")]
    public void ASum_IsReadAsThisOne(string text, string expected) => Assert.Equal(expected, PauliSum.Parse(text).ToString());

    [Theory]
    [InlineData("Z0*Z3", 4, "ZIIZ")]
    [InlineData("Z0 Z3", 4, "ZIIZ")]
    [InlineData("Z0Z3", 4, "ZIIZ")]
    [InlineData("Z3 @ Z0", 5, "IZIIZ")]
    [InlineData("Z_0*Z_3", 4, "ZIIZ")]
    [InlineData("Z[0]*Z[3]", 4, "ZIIZ")]
    [InlineData("Z(0) @ Z(3)", 4, "ZIIZ")]
    [InlineData("0.5*(Z0 + X1) - 1", 2, "0.5*IZ + 0.5*XI - II")]
    [InlineData("0.5 [X0 Y2]", 3, "0.5*YIX")]
    [InlineData("2Z0", 1, "2*Z")]
    [InlineData("I0 + Z1", 2, "II + ZI")]
    [InlineData("X0*X0", 2, "II")]
    [InlineData("X0*Y0*Y0", 1, "X")]
    [InlineData("X0*Y1*Z0*Z1", 2, "XY")]
    [InlineData("ZIII + Z0", 9, "ZIII + IIIZ")]
    [InlineData("Z0 + ZIII", 9, "IIIZ + ZIII")]
    [InlineData("X10", 12, "IXIIIIIIIIII")]
    [InlineData("3", 2, "3*II")]
    public void LettersWithIndices_ActOnTheseQubits(string text, int qubitCount, string expected) =>
        Assert.Equal(expected, PauliSum.Parse(text, qubitCount).ToString());

    [Fact]
    public void IndicesWithoutANumberOfQubits_NeedAsFewAsTheyName() => Assert.Equal("ZIIZ", PauliSum.Parse("Z0*Z3").ToString());

    /// <summary>Products of letters on one qubit, by dense matrices.</summary>
    [Theory]
    [InlineData("XYZX*YZXY*ZXYZ")]
    [InlineData("XX*YY")]
    [InlineData("XZ*ZX")]
    [InlineData("ZX*XZ")]
    [InlineData("XXI*YYI*ZII*IZX")]
    [InlineData("YZ*XY")]
    public void AProduct_IsTheProductOfMatrices(string text)
    {
        System.Numerics.Complex[,] expected = text.Split('*').Select(DensePauli.Matrix).Aggregate((a, b) => a.Multiply(b));
        PauliTerm term = Assert.Single(PauliSum.Parse(text).Terms);
        Assert.Equal(0, DenseMatrix.MaxDistance(expected, DensePauli.Matrix(term.String.Letters).Multiply(Scalar(term))), 0.0);

        System.Numerics.Complex[,] Scalar(PauliTerm t)
        {
            System.Numerics.Complex[,] matrix = DenseMatrix.Identity(expected.GetLength(0));
            for (int i = 0; i < matrix.GetLength(0); i++)
                matrix[i, i] = t.Coefficient;
            return matrix;
        }
    }

    [Theory]
    [InlineData("", "position 1: it ends where a number or a Pauli string is expected; write a sum such as 0.5*ZZII")]
    [InlineData("ZZ +", "position 5: it ends where")]
    [InlineData("ZZ * ", "position 6: it ends where")]
    [InlineData("(ZZ", "position 1: the bracket is not closed; add ')'")]
    [InlineData("ZZ)", "position 3: ')' has no meaning there")]
    [InlineData("(ZZ]", "position 4: ']' has no meaning there")]
    [InlineData("()", "position 2: ')' has no meaning there")]
    [InlineData("ZQ", "position 2: 'Q' has no meaning there; use numbers, the letters I, X, Y, Z")]
    [InlineData("zz", "position 1: 'z' has no meaning there")]
    [InlineData("0,5*ZZ", "position 2: ',' has no meaning there")]
    [InlineData("ZZ\u001b[31m", "observable 'ZZU+001B[31m' cannot be read at position 3: 'U+001B' has no meaning")]
    [InlineData("ZZ\n;", "observable 'ZZU+000A;' cannot be read at position 4: ';' has no meaning")]
    [InlineData("ZZ/XX", "position 3: the divisor holds a Pauli string")]
    [InlineData("ZZ/0", "position 3: the divisor is zero")]
    [InlineData("1e999*ZZ", "position 1: the number '1e999' cannot be held")]
    [InlineData("1e308*ZZ + 1e308*ZZ", "the weight of ZZ is not finite; give smaller weights")]
    [InlineData("0*ZZ", "all weights are 0")]
    [InlineData("ZZ - ZZ + 0", "all weights are 0")]
    [InlineData("X0*Y0", "the weight of Z is not real")]
    [InlineData("XI*YI", "the weight of ZI is not real")]
    [InlineData("Z99999999", "position 2: the index '99999999' is too large; use 0 to 999999")]
    [InlineData("ZZ0", "'ZZ' is followed by '0'; write one letter per qubit, as ZZ, or one per index, as Z0*Z1")]
    [InlineData("ZZ + ZZZ", "Pauli strings 'ZZ' and 'ZZZ' have 2 and 3 letters; give all terms of an observable the same length")]
    [InlineData("ZZ + Z2", "qubit 2 is outside the 2 qubits there are; use 0 to 1")]
    [InlineData("NaN*ZZ", "position 1: 'N' has no meaning there")]
    public void AFault_IsToldWithItsPlace(string text, string part)
    {
        string message = Assert.Throws<CircuitException>(() => PauliSum.Parse(text)).Message;
        Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.Contains("; ", message, StringComparison.Ordinal);
        Assert.DoesNotContain(message, char.IsControl);
    }

    [Fact]
    public void AnIndexOutsideTheCircuit_IsRefused() => Assert.Contains(
        "qubit 4 is outside the 4 qubits there are",
        Assert.Throws<CircuitException>(() => PauliSum.Parse("Z4", 4)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void DeepBracketsAndLargeProducts_AreRefused()
    {
        Assert.Contains(
            "nest more than 64 levels",
            Assert.Throws<CircuitException>(() => PauliSum.Parse(new string('(', 100_000) + "Z")).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "more than 1000000 terms",
            Assert.Throws<CircuitException>(() => PauliSum.Parse(string.Join("*", Enumerable.Repeat("(Z0+X1+Z2+X3)", 12)))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Imaginaries_MayCancel() => Assert.Equal("ZI", PauliSum.Parse("X0*Y0 + Y0*X0 + Z1").ToString());
}
