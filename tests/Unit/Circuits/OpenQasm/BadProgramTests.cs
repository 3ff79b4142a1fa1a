using CutAwareQnn.Circuits.OpenQasm;
using Xunit;

namespace CutAwareQnn.Unit.Circuits.OpenQasm;

/// <summary>Every rule of the language broken once: the place, what was wrong and the remedy.</summary>
public sealed class BadProgramTests
{
    /// <summary>Statements from line 3 on, after the version and the include.</summary>
    [Theory]
    // names
    [InlineData("qreg q[2];\nhh q[0];", 4, 1, "gate 'hh' is not declared", "did you mean 'h'?")]
    [InlineData("qreg q[2];\ncxx q[0],q[1];", 4, 1, "gate 'cxx' is not declared", "did you mean")]
    [InlineData("qreg q[2];\n x q; /* twice */ x q;", 4, 7, "OpenQASM 2 has no /* */ comments; use //")]
    [InlineData("qreg q[2];\nentangler q;", 4, 1, "gate 'entangler' is not declared", "declare it before its use")]
    [InlineData("qreg q[2];\nx r[0];", 4, 3, "register 'r' is not declared", "did you mean 'q'?")]
    [InlineData("qreg q[2];\nmeasure q[0] -> c[0];", 4, 17, "register 'c' is not declared", "creg")]
    [InlineData("qreg q[2];\nqreg q[3];", 4, 6, "'q' is declared already")]
    [InlineData("qreg q[2];\ncreg q[3];", 4, 6, "'q' is declared already")]
    [InlineData("qreg q[2];\ngate q a { }", 4, 6, "'q' is declared already", "register")]
    [InlineData("gate g a { }\nqreg g[2];", 4, 6, "'g' is declared already", "gate")]
    [InlineData("gate h a { }", 3, 6, "gate 'h' is declared already")]
    [InlineData("gate g a { }\ngate g a { }", 4, 6, "gate 'g' is declared already")]
    [InlineData("opaque g a;\ngate g a { }", 4, 6, "gate 'g' is declared already")]
    [InlineData("gate CX a,b { }", 3, 6, "gate 'CX' is declared already")]
    [InlineData("qreg pi[2];", 3, 6, "'pi' is a word of the language")]
    [InlineData("gate g(t,t) a { }", 3, 10, "'t' is listed twice")]
    [InlineData("gate g a,a { }", 3, 10, "'a' is listed twice")]
    [InlineData("qreg q[1]; creg c[1];\nh c[0];", 4, 3, "'c' is not a quantum register", "qreg")]
    [InlineData("qreg q[1];\nmeasure q[0] -> q[0];", 4, 17, "'q' is not a classical register", "creg")]
    [InlineData("qreg q[1];\nq[0] h;", 4, 1, "'q' is a register, not a gate")]
    // numbers of things
    [InlineData("qreg q[3];\ncx q[0],q[1],q[2];", 4, 1, "gate 'cx' was given 3 qubits but takes 2")]
    [InlineData("qreg q[3];\ncx q[0];", 4, 1, "gate 'cx' was given 1 qubit but takes 2")]
    [InlineData("qreg q[3];\nrz q[0];", 4, 1, "gate 'rz' was given 0 angles but takes 1")]
    [InlineData("qreg q[3];\nu3(1,2) q[0];", 4, 1, "gate 'u3' was given 2 angles but takes 3")]
    [InlineData("qreg q[3];\nh() q[0];\nh(1) q[0];", 5, 1, "gate 'h' was given 1 angle but takes 0")]
    [InlineData("gate g a { rz(1,2) a; }", 3, 12, "gate 'rz' was given 2 angles but takes 1")]
    [InlineData("gate g a { cx a; }", 3, 12, "gate 'cx' was given 1 qubit but takes 2")]
    [InlineData("qreg q[2]; qreg r[3];\ncx q,r;", 4, 6, "registers 'q' and 'r' have 2 and 3 qubits")]
    [InlineData("qreg q[2]; creg c[3];\nmeasure q -> c;", 4, 14, "2 qubits and 3 bits")]
    [InlineData("qreg q[2]; creg c[3];\nmeasure q -> c[0];", 4, 14, "2 qubits and 1 bit")]
    // places
    [InlineData("qreg q[2];\nx q[2];", 4, 5, "index '2' is outside register 'q' of 2", "use 0 to 1")]
    [InlineData("qreg q[2];\nx q[99999999999999999999999];", 4, 5, "is outside register 'q' of 2")]
    [InlineData("qreg q[2]; creg c[1];\nmeasure q[0] -> c[1];", 4, 19, "index '1' is outside register 'c' of 1")]
    [InlineData("qreg q[2];\nx q[-1];", 4, 5, "found '-' where an index is expected")]
    [InlineData("qreg q[2];\ncx q[1],q[1];", 4, 9, "qubit q[1] is used twice")]
    [InlineData("qreg q[2];\ncx q,q[1];", 4, 6, "qubit q[1] is used twice")]
    [InlineData("qreg q[2];\ncx q,q;", 4, 6, "qubit q[0] is used twice")]
    [InlineData("qreg q[2];\nbarrier q,q[1];", 4, 11, "qubit q[1] is used twice")]
    [InlineData("gate g a,b { cx a,a; }", 3, 19, "qubit 'a' is used twice")]
    [InlineData("gate g a { cx a,b; }", 3, 17, "'b' is not a qubit of gate 'g'", "use its arguments a")]
    [InlineData("gate g a { x a[0]; }", 3, 15, "'a' is a single qubit inside a gate", "remove the index")]
    // sizes
    [InlineData("qreg q[0];", 3, 8, "register 'q' has 0 qubits", "at least 1")]
    [InlineData("qreg q[1000001];", 3, 8, "1000001 qubits makes more than 1000000")]
    [InlineData("qreg q[600000];\nqreg r[400001];", 4, 8, "register 'r'", "1000000")]
    [InlineData("qreg q[99999999999999999999999999999];", 3, 8, "more than 1000000")]
    [InlineData("qreg q[1];\ncreg c[2000000000];", 4, 8, "2000000000 bits makes more than 1000000")]
    [InlineData("creg c[2];", 3, 11, "declares no qubits", "qreg")]
    // conditions
    [InlineData("qreg q[1]; creg c[2];\nif(c==922337203685477580801) x q[0];", 4, 7, "beyond any register")]
    [InlineData("qreg q[1]; creg c[2];\nif(c=1) x q[0];", 4, 5, "the character '='")]
    [InlineData("qreg q[1]; creg c[2];\nif(c[2]==1) x q[0];", 4, 6, "index '2' is outside register 'c' of 2")]
    [InlineData("qreg q[1]; creg c[2];\nif(c!=1) x q[0];", 4, 5, "the character '!' has no meaning here")]
    [InlineData("qreg q[1]; creg c[2];\nif(q==1) x q[0];", 4, 4, "'q' is not a classical register")]
    [InlineData("qreg q[1]; creg c[2];\nif(c==1) barrier q;", 4, 10, "'barrier' cannot depend on a condition")]
    [InlineData("qreg q[1]; creg c[2];\nif(c==1) if(c==1) x q;", 4, 10, "'if' cannot depend on a condition")]
    [InlineData("qreg q[2]; creg c[2];\nif(c==1) measure q -> c;", 4, 23, "changes the register")]
    // gates
    [InlineData("gate g a { g a; }", 3, 12, "gate 'g' uses itself")]
    [InlineData("gate f a { g a; }\ngate g a { f a; }", 3, 12, "gate 'g' is not declared")]
    [InlineData("gate g a { measure a; }", 3, 12, "found 'measure' in the body of a gate")]
    [InlineData("gate g a { x a; ", 3, 17, "the file ends inside the body of gate 'g' from line 3")]
    [InlineData("opaque magic a;\nqreg q[1];\nmagic q[0];", 5, 1, "gate 'magic' is opaque", "declare it with a body")]
    [InlineData("opaque magic a;\ngate g a { magic a; }", 4, 12, "gate 'magic' is opaque")]
    // angles
    [InlineData("qreg q[1];\nrz(1/0) q[0];", 4, 5, "the divisor is zero")]
    [InlineData("qreg q[1];\nrz(1/(pi-pi)) q[0];", 4, 5, "the divisor is zero")]
    [InlineData("qreg q[1];\nrz(ln(0)) q[0];", 4, 4, "the angle is not finite")]
    [InlineData("qreg q[1];\nrz(sqrt(-1)) q[0];", 4, 4, "the angle is not finite")]
    [InlineData("qreg q[1];\nrz(1e999) q[0];", 4, 4, "the angle is not finite")]
    [InlineData("qreg q[1];\nrz(sin(1e999)) q[0];", 4, 4, "the angle is not finite")]
    [InlineData("qreg q[1];\nrz((-2)^0.5) q[0];", 4, 4, "the angle is not finite")]
    [InlineData("qreg q[1];\nrz(0^-1) q[0];", 4, 4, "the angle is not finite")]
    [InlineData("qreg q[1];\nrz(10^999) q[0];", 4, 4, "the angle is not finite")]
    [InlineData("gate g(a) b { rz(1/a) b; }\nqreg q[1];\ng(0) q[0];", 5, 1, "gate 'g' makes angle 1 of 'rz' not finite")]
    [InlineData("gate g(a) b { rz(a/0) b; }", 3, 19, "the divisor is zero")]
    [InlineData("qreg q[1];\nrz(theta) q[0];", 4, 4, "'theta' is not a number", "pi")]
    [InlineData("gate g(a) b { rz(c) b; }", 3, 18, "'c' is not a number", "the gate's parameters a")]
    [InlineData("qreg q[1];\nrz() q[0];", 4, 1, "gate 'rz' was given 0 angles but takes 1")]
    [InlineData("qreg q[1];\nrz(1+) q[0];", 4, 6, "found ')' where a number is expected")]
    [InlineData("qreg q[1];\nrz(sin 1) q[0];", 4, 8, "'1' follows a function", "parentheses")]
    [InlineData("qreg q[1];\nrz((1) q[0];", 4, 8, "found 'q' where ')' is expected")]
    [InlineData("qreg q[1];\nrz(1 2) q[0];", 4, 6, "found '2' where ')' is expected")]
    // signs
    [InlineData("qreg q[1]\nx q[0];", 3, 10, "a semicolon is missing before 'x'")]
    [InlineData("qreg q[1];\nx q[0]", 4, 7, "a semicolon is missing before the end of the file")]
    [InlineData("qreg q[1];\nx q[0]; }", 4, 9, "found '}' where a statement is expected")]
    [InlineData("qreg q[1];;", 3, 11, "found ';' where a statement is expected")]
    [InlineData("qreg q[1];\nx q[0]; $", 4, 9, "the character '$' has no meaning")]
    [InlineData("qreg q[1];\nx q[0]; \u00e9", 4, 9, "the character U+00E9 has no meaning")]
    [InlineData("qreg q[1];\nx q[0], ;", 4, 9, "found ';' where a qubit is expected")]
    [InlineData("qreg q(1);", 3, 7, "found '(' where '[' is expected")]
    [InlineData("qreg q[1]; creg c[1];\nmeasure q[0], c[0];", 4, 13, "found ',' where '->' is expected")]
    [InlineData("sin q[0];", 3, 1, "'sin' does not begin a statement")]
    [InlineData("OPENQASM 2.0;", 3, 1, "the version is given twice")]
    [InlineData("include \"stdgates.inc\";", 3, 9, "\"stdgates.inc\"", "not supported")]
    [InlineData("include \"qelib1.inc;\n", 3, 9, "a string is not closed")]
    [InlineData("include qelib1;", 3, 9, "found 'qelib1' where a file name in quotes is expected")]
    public void ABrokenRule_IsToldWithItsPlace(string statements, int line, int column, params string[] parts) =>
        AssertError(Programs.Header + statements, line, column, parts);

    [Theory]
    [InlineData("", 1, 1, "found the end of the file where the version is expected", "OPENQASM 2.0;")]
    [InlineData("/* a\n b */ OPENQASM 2.0;", 1, 1, "OpenQASM 2 has no /* */ comments; use //")]
    [InlineData("qreg q[1];", 1, 1, "found 'qreg' where the version is expected")]
    [InlineData("OPENQASM 3;\nqubit q;", 1, 10, "version '3' is given but only 2.0 is read")]
    [InlineData("OPENQASM 3.0;\nqubit q;", 1, 10, "version '3.0' is given but only 2.0 is read")]
    [InlineData("OPENQASM 2.1;", 1, 10, "version '2.1'")]
    [InlineData("OPENQASM 2.0\nqreg q[1];", 1, 13, "a semicolon is missing before 'qreg'")]
    [InlineData("OPENQASM 2.0;\nqreg q[1];\nh q[0];", 3, 1, "gate 'h' is not declared", "include \"qelib1.inc\"")]
    [InlineData("OPENQASM 2.0;\ngate h a { }\ninclude \"qelib1.inc\";", 3, 9, "declares gate 'h' again")]
    [InlineData("OPENQASM 2.0;\r\nqreg q[1];\r\nh q[0];", 3, 1, "gate 'h'")]
    [InlineData("OPENQASM 2.0;\rqreg q[1];\r\th q[0];", 3, 2, "gate 'h'")]
    public void ABrokenBeginning_IsToldWithItsPlace(string text, int line, int column, params string[] parts) =>
        AssertError(text, line, column, parts);

    internal static void AssertError(string text, int line, int column, params string[] parts)
    {
        var error = Assert.Throws<OpenQasmException>(() => OpenQasm2Reader.Read(text, "f.qasm"));
        Assert.All(parts, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.StartsWith($"f.qasm:{line}:{column}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("; ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
