using CutAwareQnn.Circuits.OpenQasm;
using Xunit;

namespace CutAwareQnn.Unit.Circuits.OpenQasm;

/// <summary>What version 3 does not allow, and what of it is not supported: the place, what it is and the remedy.</summary>
public sealed class BadProgram3Tests
{
    /// <summary>Statements from line 3 on, after the version and the include.</summary>
    [Theory]
    // not supported
    [InlineData("defcal x $0 { }", 3, 1, "'defcal' is not supported", "pulses")]
    [InlineData("cal { }", 3, 1, "'cal' is not supported")]
    [InlineData("defcalgrammar \"openpulse\";", 3, 1, "'defcalgrammar' is not supported")]
    [InlineData("extern f(int) -> int;", 3, 1, "'extern' is not supported")]
    [InlineData("float a = 2im;", 3, 11, "a complex number cannot be an integer")]
    [InlineData("float a = 2.5ns;", 3, 11, "a duration cannot be an integer")]
    [InlineData("float a = durationof({x q;});", 3, 11, "a duration cannot be an integer")]
    [InlineData("input int n;", 3, 11, "input 'n' of type int decides what the circuit is", "--input n=VALUE")]
    [InlineData("input bit[2] n;", 3, 14, "input 'n' of type bit[2] decides what the circuit is")]
    [InlineData("include \"other.inc\";", 3, 9, "include of 'other.inc' is not supported", "stdgates.inc")]
    [InlineData("input float x; qubit q;\nif (x > 0) x q;", 4, 7, "a comparison with an input is not supported")]
    [InlineData("input float x; qubit q;\nfor int i in [0:x] { }", 4, 17, "an input is given where an integer is expected")]
    [InlineData(
        "gate g a, b, c { cx a, b; cx b, c; } qubit[3] q;\npow(0.5) @ g q[0], q[1], q[2];",
        4,
        12,
        "the power 0.5 of a gate of several steps is not supported")]
    [InlineData(
        "input float x; gate g(t) a { rx(t) a; ry(t) a; } qubit q;\npow(0.5) @ g(x) q;",
        4,
        12,
        "is not supported on more than 2 qubits or with inputs")]
    [InlineData(
        "qubit[12] q;\nctrl(11) @ x q[0],q[1],q[2],q[3],q[4],q[5],q[6],q[7],q[8],q[9],q[10],q[11];", 4, 12, "11 controls but at most 10")]
    // names and scopes
    [InlineData("qubit[2] q;\nhh q[0];", 4, 1, "gate 'hh' is not declared", "did you mean 'h'?")]
    [InlineData("qubit[2] q;\ncxx q[0], q[1];", 4, 1, "gate 'cxx' is not declared", "did you mean 'cx'?")]
    [InlineData("qubit[2] q;\nx r[0];", 4, 3, "'r' is not declared", "did you mean 'q'?")]
    [InlineData("qubit[2] q;\nqubit q;", 4, 7, "'q' is declared already")]
    [InlineData("qubit[2] q;\nbit q;", 4, 5, "'q' is declared already")]
    [InlineData("int i = 1; int i = 2;", 3, 16, "'i' is declared already")]
    [InlineData("gate h a { }", 3, 6, "'h' is declared already")]
    [InlineData("gate g a { }\ngate g a { }", 4, 6, "'g' is declared already")]
    [InlineData("gate g a { }\nqubit g;", 4, 7, "'g' is declared already")]
    [InlineData("qubit q;\ngate q a { }", 4, 6, "'q' is declared already")]
    [InlineData("def f(qubit a) { }\ngate f a { }", 4, 6, "'f' is declared already")]
    [InlineData("qubit for;", 3, 7, "'for' is a word of the language and cannot be a register's name")]
    [InlineData("gate g(t, t) a { }", 3, 11, "'t' is listed twice")]
    [InlineData("gate g a, a { }", 3, 11, "'a' is listed twice")]
    [InlineData("def f(qubit a, int a) { }", 3, 20, "'a' is listed twice")]
    [InlineData("{ int i = 1; }\nqubit q; rx(i) q;", 4, 13, "'i' is not declared")]
    [InlineData("for int i in [0:1] { }\nqubit q; rx(i) q;", 4, 13, "'i' is not declared")]
    [InlineData("const int n = 1;\nn = 2;", 4, 1, "'n' is constant here")]
    [InlineData("input float x;\nx = 2;", 4, 1, "'x' is constant here")]
    [InlineData("qubit q;\ngate g a { x q; }", 4, 14, "qubit 'q' is declared outside the body", "argument")]
    [InlineData("qubit q;\ndef f(qubit a) { x q; }\nf(q);", 4, 20, "qubit 'q' is declared outside the body")]
    [InlineData("int i = 1;\ngate g a { rx(i) a; }", 4, 15, "'i' is no constant")]
    [InlineData("int i = 1; qubit q;\ndef f(qubit a) { i = 2; }\nf(q);", 4, 18, "'i' is constant here")]
    [InlineData("qubit q; def f(qubit a) { int j = k; } \nfor int k in [0:1] { f(q); }", 3, 35, "'k' is not declared")]
    [InlineData("gate g a { g a; }", 3, 12, "a gate cannot use itself")]
    [InlineData("qbit q;", 3, 1, "did you mean 'qubit'?")]
    [InlineData("qbit[2] q;", 3, 9, "did you mean 'qubit' before it?")]
    [InlineData("def f(qubit a) { f(a); } qubit q;\nf(q);", 3, 18, "subroutine 'f' uses itself")]
    [InlineData("qubit q;\nq h;", 4, 1, "'q' is a name for bits or values, not a gate")]
    [InlineData("def f(qubit a) { } qubit q;\nf q;", 4, 1, "'f' is a subroutine, not a gate")]
    [InlineData("qubit q;\nh(q);", 4, 1, "gate 'h' has no qubits")]
    [InlineData("qubit q;\nff(q);", 4, 1, "'ff' is not declared")]
    [InlineData("{ qubit q; }", 3, 9, "a declaration of qubits is inside a block")]
    [InlineData("{ gate g a { } }", 3, 8, "the definition of a gate is inside a block")]
    [InlineData("{ include \"stdgates.inc\"; }", 3, 11, "an include is inside a block")]
    [InlineData("if (true) input float x;", 3, 23, "an input is inside a block")]
    [InlineData("gate g a { bit b; }", 3, 16, "is in the body of a gate")]
    [InlineData("gate g a { reset a; }", 3, 12, "is in the body of a gate")]
    [InlineData("gate g a { measure a; }", 3, 12, "is in the body of a gate")]
    // numbers of things
    [InlineData("qubit[3] q;\ncx q[0], q[1], q[2];", 4, 1, "gate 'cx' was given 3 qubits but takes 2")]
    [InlineData("qubit[3] q;\nctrl @ x q[0];", 4, 8, "gate 'x' was given 1 qubit but takes 2, controls included")]
    [InlineData("qubit[3] q;\nrz q[0];", 4, 1, "gate 'rz' was given 0 angles but takes 1")]
    [InlineData("gphase;", 3, 1, "gate 'gphase' was given 0 angles but takes 1")]
    [InlineData("gphase(1, 2);", 3, 1, "gate 'gphase' was given 2 angles but takes 1")]
    [InlineData("qubit q;\ngphase(1) q;", 4, 1, "gate 'gphase' was given 1 qubit but takes 0")]
    [InlineData("qubit[2] q; qubit[3] r;\ncx q, r;", 4, 7, "registers of 2 and 3 qubits meet")]
    [InlineData("qubit[2] q; bit[3] c;\nmeasure q -> c;", 4, 14, "2 qubits and 3 bits")]
    [InlineData("qubit[2] q; bit[3] c;\nc = measure q;", 4, 1, "2 qubits and 3 bits")]
    [InlineData("qubit q; def f(qubit a, int n) { }\nf(q);", 4, 1, "subroutine 'f' was given 1 argument but takes 2")]
    [InlineData("qubit[3] q; def f(qubit[2] a) { }\nf(q);", 4, 3, "3 qubits are given for qubit[2] a; give 2")]
    [InlineData("float a = sin(1, 2);", 3, 11, "function 'sin' was given 2 arguments but takes 1")]
    [InlineData("array[int, 3] a = {1, 2};", 3, 19, "2 values cannot be array[int, 3]")]
    // places
    [InlineData("qubit[2] q;\nx q[2];", 4, 5, "index 2 is outside 'q' of 2", "use 0 to 1, or -2 to -1")]
    [InlineData("qubit[2] q;\nx q[-3];", 4, 5, "index -3 is outside 'q' of 2")]
    [InlineData("qubit[2] q;\nx q[0:2];", 4, 7, "index 2 is outside 'q' of 2")]
    [InlineData("qubit[2] q;\nx q[1:0];", 4, 5, "the range of 'q' is empty")]
    [InlineData("qubit[2] q;\nx q[0:0:1];", 4, 5, "the step of the range is 0")]
    [InlineData("qubit[2] q;\nx q[{}];", 4, 5, "the index set is empty")]
    [InlineData("qubit q;\nx q[0];", 4, 3, "'q' is no register")]
    [InlineData("qubit[2] q;\nx q[0][0];", 4, 3, "is no register")]
    [InlineData("qubit[2] q;\ncx q[1], q[1];", 4, 10, "qubit q[1] is used twice")]
    [InlineData("qubit a; qubit[2] q;\ncx q, q;", 4, 7, "qubit q[0] is used twice")]
    [InlineData("qubit a; qubit q;\ncx a, a;", 4, 7, "qubit a is used twice")]
    [InlineData("gate g a, b { cx b, b; }", 3, 21, "qubit b is used twice")]
    [InlineData("qubit[2] q;\nbarrier q, q[1];", 4, 12, "qubit q[1] is used twice")]
    [InlineData("qubit[2] q; bit c;\nx c;", 4, 3, "these are no qubits")]
    [InlineData("qubit[2] q;\nmeasure q -> q;", 4, 14, "a measurement goes into bits")]
    [InlineData("qubit[2] q;\nlet a = 5;", 4, 9, "'let' names qubits or bits")]
    [InlineData("qubit[2] q; bit c;\nlet a = q ++ c;", 4, 9, "'++' joins different things")]
    // values
    [InlineData("qubit q;\nrx(1/0) q;", 4, 5, "the divisor is zero")]
    [InlineData("qubit q;\nrx(1.0/0) q;", 4, 7, "the divisor is zero")]
    [InlineData("input float a; qubit q;\nrx(a/0) q;", 4, 5, "the divisor is zero")]
    [InlineData("int i = 2**400;", 3, 10, "beyond 63 bits")]
    [InlineData("bit[2] c = \"01\" << -1;", 3, 17, "bits are shifted by -1")]
    [InlineData("qubit q;\nrx(log(0)) q;", 4, 4, "no finite value")]
    [InlineData("qubit q;\nrx(sqrt(-1)) q;", 4, 4, "no finite value")]
    [InlineData("qubit q;\nrx(1e308*10) q;", 4, 9, "not finite")]
    [InlineData("qubit q;\nrx(1e999) q;", 4, 4, "beyond a double")]
    [InlineData("int i = 9223372036854775807; i += 1;", 3, 30, "beyond 63 bits")]
    [InlineData("int i = 2**63;", 3, 10, "beyond 63 bits")]
    [InlineData("int i = 1 << 63;", 3, 11, "beyond 63 bits")]
    [InlineData("int i = -9223372036854775807 - 2;", 3, 30, "beyond 63 bits")]
    [InlineData("uint i = -1;", 3, 10, "-1 does not fit into uint")]
    [InlineData("bit[2] c = \"011\";", 3, 12, "3 bits are given to bit[2]")]
    [InlineData("bit c = 2;", 3, 9, "2 does not fit into bit")]
    [InlineData("bit c = \"2\";", 3, 9, "'\"2\"' is not a string of bits")]
    [InlineData("int n = foo(2);", 3, 9, "'foo' is not declared", "sqrt")]
    [InlineData("const int n;", 3, 11, "constant 'n' has no value")]
    [InlineData("for int i in 5 { }", 3, 14, "an integer cannot be looped over")]
    [InlineData("for int i in [0:] { }", 3, 15, "no beginning or no end")]
    [InlineData(
        "qubit[2] q; bit[2] c = measure q;\nswitch (c) { case 1 { x q; } case 1 { y q; } }", 4, 35, "two cases have the same value")]
    [InlineData("switch (1) { default { } case 1 { } }", 3, 26, "a case follows the default")]
    // sizes
    [InlineData("qubit[0] q;", 3, 7, "the size of register 'q' is 0", "at least 1")]
    [InlineData("qubit[1000001] q;", 3, 7, "more than 1000000")]
    [InlineData("qubit[600000] q;\nqubit[400001] r;", 4, 15, "register 'r' of 400001 qubits makes more than 1000000")]
    [InlineData("bit[1000000] c;\nbit d;", 4, 5, "more than 1000000")]
    [InlineData("bit[2] c;", 3, 10, "declares no qubits", "qubit[2] q;")]
    [InlineData("for int i in [0:2**40] { }", 3, 1, "takes more than 1000000 steps")]
    [InlineData("while (true) { }", 3, 1, "takes more than 1000000 steps")]
    // signs
    [InlineData("qubit[2] q\nh q;", 3, 11, "a semicolon is missing before 'h'")]
    [InlineData("qubit q; h q", 3, 13, "a semicolon is missing before the end of the file")]
    [InlineData("gate g a { x a;", 3, 16, "the file ends inside the block from line 3")]
    [InlineData("/* open", 3, 1, "a comment is not closed")]
    [InlineData("include \"stdgates.inc;", 3, 9, "a string is not closed on its line")]
    [InlineData("qubit q; x q §", 3, 14, "U+00A7 has no meaning")]
    [InlineData("if true x q;", 3, 4, "found 'true' where '(' is expected")]
    [InlineData("else x q;", 3, 1, "'else' does not begin a statement")]
    [InlineData("ctrl x q;", 3, 6, "found 'x' where '@' is expected")]
    [InlineData("ctrl @ reset q;", 3, 8, "found 'reset' where a gate is expected")]
    [InlineData("for int i of [0:1] { }", 3, 11, "found 'of' where 'in' is expected")]
    [InlineData("OPENQASM 3;", 3, 1, "the version does not come first or is given twice")]
    [InlineData("break;", 3, 1, "'break' is outside a loop")]
    [InlineData("return;", 3, 1, "'return' is outside a subroutine")]
    [InlineData("def f() -> int { return; } qubit q;\nf();", 3, 18, "'return' gives no value")]
    [InlineData("def f() { return 1; } qubit q;\nf();", 3, 11, "a subroutine without a type returns a value")]
    [InlineData("def f(int n) -> int { if (n > 0) { return 1; } } qubit q;\nrx(f(0)) q;", 4, 4, "may end without a value")]
    [InlineData("qubit q; bit c = measure q;\nbit[c + 1] d;", 4, 12, "must be known while the program is read")]
    [InlineData("qubit[20] q; bit[20] c = measure q;\nrx(int(c)) q[0];", 4, 4, "has too many values here")]
    [InlineData("int i = rotl(0.5, 1);", 3, 9, "a float has no bits")]
    [InlineData("def f(readonly array[int, 3] v) { } array[int, 2] a = {1, 2}; qubit q;\nf(a);", 4, 3, "give the lengths of the parameter")]
    [InlineData("qubit q;\n#pragma braket noise bit_flip(0.1) q", 4, 1, "changes the state")]
    [InlineData("qubit q;\n#pragma braket unitary([[1, 0], [0, 0.5]]) q", 4, 1, "not unitary")]
    public void AFault_IsToldWithItsPlace(string statements, int line, int column, params string[] parts) =>
        AssertError(Programs3.Header + statements, line, column, parts);

    [Theory]
    [InlineData("OPENQASM 4.0; qubit q;", 1, 10, "version '4.0' is given but only 2.0 and 3 are read")]
    [InlineData("OPENQASM 3.0; qubit q; hh q;", 1, 24, "gate 'hh' is not declared", "did you mean 'h'?")]
    [InlineData("gate x a { U(pi, 0, pi) a; } include \"stdgates.inc\";", 1, 38, "stdgates.inc declares gate 'x' again")]
    public void AFaultOfTheBeginning_IsToldWithItsPlace(string text, int line, int column, params string[] parts) =>
        AssertError(text, line, column, parts);

    internal static void AssertError(string text, int line, int column, params string[] parts)
    {
        var error = Assert.Throws<OpenQasmException>(() => OpenQasm3Reader.Read(text, "bell.qasm"));
        Assert.StartsWith($"bell.qasm:{line}:{column}: ", error.Message, StringComparison.Ordinal);
        Assert.All(parts, p => Assert.Contains(p, error.Message, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', error.Message);
        Assert.Contains("; ", error.Message, StringComparison.Ordinal);
    }
}
