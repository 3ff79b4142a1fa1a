using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Unit.Circuits.OpenQasm;
using Xunit;

namespace CutAwareQnn.Unit.Cutting;

public sealed class LabelCutsTests
{
    [Theory]
    [InlineData("AAAA")]
    [InlineData("AABB", 3, 4)]
    [InlineData("ABBB", 1, 3)]
    [InlineData("AAAB", 6)]
    [InlineData("ABCD", 1, 3, 4, 6)]
    public void Cuts_StandAtTheGatesOfTheCircuitAsGiven(string labels, params int[] expected)
    {
        Circuit circuit = Programs.Read(
            "qreg q[4]; h q[0]; cx q[0],q[1]; barrier q; ccx q[0],q[1],q[2]; rzz(1) q[1],q[2]; x q[3]; swap q[2],q[3];");
        Assert.Equal(expected, LabelCuts.Of(circuit, new(labels)).Select(c => c.Instruction));
    }

    [Fact]
    public void Cuts_AreThoseOfThePlanWhereNothingIsExpanded()
    {
        foreach (string labels in new[] { "AABB", "ABAB", "ABCD" })
        {
            Assert.Equal(
                StudyCircuit.Plan(labels).Cuts.Select(c => c.Cut),
                LabelCuts.Of(StudyCircuit.Circuit, new(labels)));
        }
    }

    [Fact]
    public void WhatCannotBeCut_IsRefused()
    {
        Circuit circuit = Programs.Read("qreg q[2]; creg c[1]; if (c==1) cx q[0],q[1];");
        Assert.Contains(
            "classically controlled",
            Assert.Throws<CutException>(() => LabelCuts.Of(circuit, new("AB"))).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "3 letters", Assert.Throws<CutException>(() => LabelCuts.Of(circuit, new("ABC"))).Message, StringComparison.Ordinal);
    }
}
