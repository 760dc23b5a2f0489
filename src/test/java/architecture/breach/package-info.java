/** Planted breaches: code that each architecture rule must refuse. Outside of the application's packages, so that Spring never finds it. */
package architecture.breach;
