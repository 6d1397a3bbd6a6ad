"""The tiny projects over which runners of other languages were recorded."""

FEES_JS = """
function fee(weight) { return weight < 0 ? weight : weight + 1; }
function parse(answer) { return answer.parcel.weight; }
"""
JEST = f"""{FEES_JS}
test('rounds the fee', () => {{ console.log('asking'); expect(fee(4)).toBe(5); }});
describe('fees', () => {{
  test('refuses a negative weight', () => {{ expect(fee(-1)).toBe(0); }});
  test('parses <the> "answer"', () => {{ parse({{}}); }});
  test.skip('prints the label', () => {{}});
}});
"""
MOCHA = f"""const assert = require('assert');
{FEES_JS}
let seen = 0;
describe('fees', function () {{
  it('adds the surcharge', () => {{ assert.equal(fee(4), 5); }});
  it('refuses a negative weight', () => {{ assert.equal(fee(-1), 0); }});
  it('parses the answer', () => {{ parse({{}}); }});
  it('prints the label');
  it('passes at the second try', function () {{ this.retries(1); seen += 1; assert.equal(seen, 2); }});
  describe('with a carrier', () => {{
    before(() => {{ throw new Error('the carrier did not answer'); }});
    it('asks the carrier', () => {{}});
  }});
}});
"""
NODE = f"""const test = require('node:test');
const assert = require('node:assert');
{FEES_JS}
test('adds the surcharge', () => {{ assert.equal(fee(4), 5); }});
test('fees', async (t) => {{
  await t.test('refuses a negative weight', () => {{ assert.equal(fee(-1), 0); }});
  await t.test('parses the answer', () => {{ parse({{}}); }});
}});
test('prints the label', {{ skip: 'the printer is off' }}, () => {{}});
test('rounds the fee', {{ todo: true }}, () => {{}});
"""
PLAYWRIGHT = f"""const {{ test, expect }} = require('@playwright/test');
{FEES_JS}
test('passes at the second try', async ({{}}, info) => {{ expect(info.retry).toBe(1); }});
test.describe('fees', () => {{
  test('adds the surcharge', () => {{ console.log('asking'); expect(fee(4)).toBe(5); }});
  test('refuses a negative weight', () => {{ expect(fee(-1)).toBe(0); }});
  test.skip('prints the label', () => {{}});
}});
"""
PLAYWRIGHT_CONFIG = """module.exports = {
  retries: 1, workers: 1, projects: [{ name: 'night' }, { name: 'day' }],
  reporter: [['junit', { outputFile: 'junit.xml' }]],
};
"""
GO = """package fees

func Fee(weight int) int {
	if weight > 100 {
		panic("too heavy")
	}
	return weight + 1
}
"""
GO_TEST = """package fees

import (
	"os"
	"testing"
)

func TestAddsTheSurcharge(t *testing.T) {
	t.Run("light", func(t *testing.T) { t.Log("asking") })
	t.Run("heavy", func(t *testing.T) {
		if Fee(7) != 9 {
			t.Errorf("fee is %d", Fee(7))
		}
	})
}

func TestPassesAtTheSecondTry(t *testing.T) {
	if _, err := os.Stat("seen"); err != nil {
		os.WriteFile("seen", nil, 0o600)
		t.Fatal("the carrier did not answer")
	}
}

func TestPrintsTheLabel(t *testing.T) { t.Skip("the printer is off") }
"""
RSPEC = """class Depot
  def self.find(number)
    {}.fetch(number)
  end
end

RSpec.describe Depot do
  it("adds the surcharge") { expect(4 + 1).to eq(5) }
  it("refuses a negative weight") { expect(-1).to eq(0) }
  it("finds the depot") { Depot.find(:north) }
  it "prints the label" do
    skip "the printer is off"
  end
end
"""
PHPUNIT = """<?php
use PHPUnit\\Framework\\TestCase;

final class FeesTest extends TestCase
{
    public function testAddsTheSurcharge(): void { $this->assertSame(5, 4 + 1); }
    public function testRefusesANegativeWeight(): void { $this->assertSame(0, -1); }
    public function testFindsTheDepot(): void { $this->depot(null); }
    public function testPrintsTheLabel(): void { $this->markTestSkipped('the printer is off'); }
    public function testRounds(): void { $this->markTestIncomplete('not written yet'); }
    /** @dataProvider weights */
    public function testAccepts(int $weight): void { $this->assertGreaterThan(0, $weight); }
    public static function weights(): array { return ['light' => [1], 'none' => [0]]; }
    private function depot(?array $found): string { throw new RuntimeException('no depot'); }
}
"""
JUNIT4 = {
    "test/depot/FeesTest.java": """package depot;

import static org.junit.Assert.assertEquals;

import org.junit.Ignore;
import org.junit.Test;

public class FeesTest {
    @Test public void addsTheSurcharge() { System.out.println("asking"); assertEquals(5, 4 + 1); }
    @Test public void refusesANegativeWeight() { assertEquals(0, -1); }
    @Test public void findsTheDepot() { find(null); }
    @Ignore("the printer is off") @Test public void printsTheLabel() { }

    private static int find(String name) {
        try {
            return name.length();
        } catch (NullPointerException missing) {
            throw new IllegalStateException("no depot", missing);
        }
    }
}
""",
    "test/depot/LabelsTest.java": """package depot;

import org.junit.BeforeClass;
import org.junit.Test;

public class LabelsTest {
    @BeforeClass public static void startThePrinter() { throw new IllegalStateException("the printer is off"); }
    @Test public void printsTheLabel() { }
}
""",
}
ANT = """<project default="test">
  <target name="test">
    <mkdir dir="classes"/><mkdir dir="report"/>
    <javac srcdir="test" destdir="classes" includeantruntime="false" debug="on" classpath="/usr/share/java/junit4.jar"/>
    <junit fork="yes" haltonfailure="no">
      <classpath><pathelement location="classes"/><pathelement location="/usr/share/java/junit4.jar"/>
        <pathelement location="/usr/share/java/hamcrest-core.jar"/></classpath>
      <formatter type="xml"/>
      <batchtest todir="report"><fileset dir="test" includes="**/*Test.java"/></batchtest>
    </junit>
    <junitreport todir="report"><fileset dir="report" includes="TEST-*.xml"/></junitreport>
  </target>
</project>
"""
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId><artifactId>depot</artifactId><version>1</version>
  <properties><maven.compiler.source>8</maven.compiler.source><maven.compiler.target>8</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
  <dependencies><dependency><groupId>junit</groupId><artifactId>junit</artifactId><version>4.x</version>
    <scope>test</scope></dependency></dependencies>
</project>
"""
NUNIT = """using NUnit.Framework;

namespace Depot {
    [TestFixture]
    public class FeesTest {
        [Test] public void AddsTheSurcharge() { System.Console.WriteLine("asking"); Assert.AreEqual(5, 4 + 1); }
        [Test] public void RefusesANegativeWeight() { Assert.AreEqual(0, -1, "negative"); }
        [Test] public void FindsTheDepot() { Find(null); }
        [Test, Ignore("the printer is off")] public void PrintsTheLabel() { }
        [Test] public void NeedsACarrier() { Assume.That(false, "no carrier"); }
        [TestCase(1)] [TestCase(0)] public void Accepts(int weight) { Assert.Greater(weight, 0); }
        static int Find(string name) { return name.Length; }
    }
}
"""
CATCH2 = """#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
#include <stdexcept>

TEST_CASE("adds the surcharge") { REQUIRE(4 + 1 == 5); }
TEST_CASE("refuses a negative weight") { SECTION("one") { REQUIRE(-1 == 0); } SECTION("none") { REQUIRE(0 == 0); } }
TEST_CASE("finds the depot") { throw std::runtime_error("no depot"); }
"""
CTEST = """cmake_minimum_required(VERSION 3.20)
project(fees NONE)
enable_testing()
add_test(NAME adds_the_surcharge COMMAND ${CMAKE_COMMAND} -E echo asking)
add_test(NAME refuses_a_negative_weight COMMAND ${CMAKE_COMMAND} -E false)
add_test(NAME prints_the_label COMMAND ${CMAKE_COMMAND} -E true)
set_tests_properties(prints_the_label PROPERTIES DISABLED TRUE)
add_test(NAME finds_the_depot COMMAND no-such-program)
"""
